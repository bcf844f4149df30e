package kinora.model;

/// The 43 operations of AWS's models, PutMedia, which no model has, and what Kinora has beyond them. Whether each is
/// built stands in `docs/reference/coverage.md`.
public enum Operation {
    CREATE_SIGNALING_CHANNEL("CreateSignalingChannel", Service.CONTROL, "/createSignalingChannel"),
    CREATE_STREAM("CreateStream", Service.CONTROL, "/createStream"),
    DELETE_EDGE_CONFIGURATION("DeleteEdgeConfiguration", Service.CONTROL, "/deleteEdgeConfiguration"),
    DELETE_SIGNALING_CHANNEL("DeleteSignalingChannel", Service.CONTROL, "/deleteSignalingChannel"),
    DELETE_STREAM("DeleteStream", Service.CONTROL, "/deleteStream"),
    DESCRIBE_EDGE_CONFIGURATION("DescribeEdgeConfiguration", Service.CONTROL, "/describeEdgeConfiguration"),
    DESCRIBE_IMAGE_GENERATION_CONFIGURATION(
            "DescribeImageGenerationConfiguration", Service.CONTROL, "/describeImageGenerationConfiguration"),
    DESCRIBE_MAPPED_RESOURCE_CONFIGURATION(
            "DescribeMappedResourceConfiguration", Service.CONTROL, "/describeMappedResourceConfiguration"),
    DESCRIBE_MEDIA_STORAGE_CONFIGURATION(
            "DescribeMediaStorageConfiguration", Service.CONTROL, "/describeMediaStorageConfiguration"),
    DESCRIBE_NOTIFICATION_CONFIGURATION(
            "DescribeNotificationConfiguration", Service.CONTROL, "/describeNotificationConfiguration"),
    DESCRIBE_SIGNALING_CHANNEL("DescribeSignalingChannel", Service.CONTROL, "/describeSignalingChannel"),
    DESCRIBE_STREAM("DescribeStream", Service.CONTROL, "/describeStream"),
    DESCRIBE_STREAM_STORAGE_CONFIGURATION(
            "DescribeStreamStorageConfiguration", Service.CONTROL, "/describeStreamStorageConfiguration"),
    GET_CLIP("GetClip", Service.ARCHIVED_MEDIA, "/getClip"),
    GET_DASH_STREAMING_SESSION_URL("GetDASHStreamingSessionURL", Service.ARCHIVED_MEDIA, "/getDASHStreamingSessionURL"),
    GET_DATA_ENDPOINT("GetDataEndpoint", Service.CONTROL, "/getDataEndpoint"),
    GET_HLS_STREAMING_SESSION_URL("GetHLSStreamingSessionURL", Service.ARCHIVED_MEDIA, "/getHLSStreamingSessionURL"),
    GET_ICE_SERVER_CONFIG("GetIceServerConfig", Service.SIGNALING, "/v1/get-ice-server-config"),
    GET_IMAGES("GetImages", Service.ARCHIVED_MEDIA, "/getImages"),
    GET_MEDIA("GetMedia", Service.MEDIA, "/getMedia"),
    GET_MEDIA_FOR_FRAGMENT_LIST("GetMediaForFragmentList", Service.ARCHIVED_MEDIA, "/getMediaForFragmentList"),
    GET_SIGNALING_CHANNEL_ENDPOINT("GetSignalingChannelEndpoint", Service.CONTROL, "/getSignalingChannelEndpoint"),
    JOIN_STORAGE_SESSION("JoinStorageSession", Service.WEBRTC_STORAGE, "/joinStorageSession"),
    JOIN_STORAGE_SESSION_AS_VIEWER("JoinStorageSessionAsViewer", Service.WEBRTC_STORAGE, "/joinStorageSessionAsViewer"),
    LIST_EDGE_AGENT_CONFIGURATIONS("ListEdgeAgentConfigurations", Service.CONTROL, "/listEdgeAgentConfigurations"),
    LIST_FRAGMENTS("ListFragments", Service.ARCHIVED_MEDIA, "/listFragments"),
    LIST_SIGNALING_CHANNELS("ListSignalingChannels", Service.CONTROL, "/listSignalingChannels"),
    LIST_STREAMS("ListStreams", Service.CONTROL, "/listStreams"),
    LIST_TAGS_FOR_RESOURCE("ListTagsForResource", Service.CONTROL, "/ListTagsForResource"),
    LIST_TAGS_FOR_STREAM("ListTagsForStream", Service.CONTROL, "/listTagsForStream"),
    PUT_MEDIA("PutMedia", Service.MEDIA, "/putMedia"),
    SEND_ALEXA_OFFER_TO_MASTER("SendAlexaOfferToMaster", Service.SIGNALING, "/v1/send-alexa-offer-to-master"),
    START_EDGE_CONFIGURATION_UPDATE("StartEdgeConfigurationUpdate", Service.CONTROL, "/startEdgeConfigurationUpdate"),
    TAG_RESOURCE("TagResource", Service.CONTROL, "/TagResource"),
    TAG_STREAM("TagStream", Service.CONTROL, "/tagStream"),
    UNTAG_RESOURCE("UntagResource", Service.CONTROL, "/UntagResource"),
    UNTAG_STREAM("UntagStream", Service.CONTROL, "/untagStream"),
    UPDATE_DATA_RETENTION("UpdateDataRetention", Service.CONTROL, "/updateDataRetention"),
    UPDATE_IMAGE_GENERATION_CONFIGURATION(
            "UpdateImageGenerationConfiguration", Service.CONTROL, "/updateImageGenerationConfiguration"),
    UPDATE_MEDIA_STORAGE_CONFIGURATION(
            "UpdateMediaStorageConfiguration", Service.CONTROL, "/updateMediaStorageConfiguration"),
    UPDATE_NOTIFICATION_CONFIGURATION(
            "UpdateNotificationConfiguration", Service.CONTROL, "/updateNotificationConfiguration"),
    UPDATE_SIGNALING_CHANNEL("UpdateSignalingChannel", Service.CONTROL, "/updateSignalingChannel"),
    UPDATE_STREAM("UpdateStream", Service.CONTROL, "/updateStream"),
    UPDATE_STREAM_STORAGE_CONFIGURATION(
            "UpdateStreamStorageConfiguration", Service.CONTROL, "/updateStreamStorageConfiguration"),
    CLIP_URL("ClipURL", Service.KINORA, "/kinora/v1/clipUrl"),
    DOCTOR("Doctor", Service.KINORA, "/kinora/v1/doctor"),
    TIMELINE("Timeline", Service.KINORA, "/kinora/v1/timeline");

    /// AWS splits its API by service; one port serves them all here.
    public enum Service {
        CONTROL,
        MEDIA,
        ARCHIVED_MEDIA,
        SIGNALING,
        WEBRTC_STORAGE,
        /// Ours alone.
        KINORA
    }

    private final String awsName;
    private final Service service;
    private final String path;

    Operation(String awsName, Service service, String path) {
        this.awsName = awsName;
        this.service = service;
        this.path = path;
    }

    /// For Kinora's own, a name in the same manner.
    public String awsName() {
        return awsName;
    }

    public Service service() {
        return service;
    }

    public String path() {
        return path;
    }
}
