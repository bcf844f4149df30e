package kinora.api;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import kinora.api.archivedmedia.DoctorCall;
import kinora.api.archivedmedia.GetClipCall;
import kinora.api.archivedmedia.GetImagesCall;
import kinora.api.archivedmedia.GetMediaForFragmentListCall;
import kinora.api.archivedmedia.ListFragmentsCall;
import kinora.api.archivedmedia.TimelineCall;
import kinora.api.auth.Authenticator;
import kinora.api.auth.Authorizer;
import kinora.api.auth.Identities;
import kinora.api.call.Account;
import kinora.api.call.ApiOperation;
import kinora.api.call.CallRates;
import kinora.api.call.EndpointUrls;
import kinora.api.call.PageTokens;
import kinora.api.call.Streams;
import kinora.api.control.CreateStreamCall;
import kinora.api.control.GetDataEndpointCall;
import kinora.api.control.ListStreamsCall;
import kinora.api.control.StreamCalls;
import kinora.api.control.StreamTags;
import kinora.api.media.GetMediaCall;
import kinora.api.media.StreamingMedia;
import kinora.api.playback.ClipUrlCall;
import kinora.api.playback.PlaybackRoutes;
import kinora.api.playback.SessionUrlCall;
import kinora.http.Router;
import kinora.model.LimitsMode;
import kinora.model.Operation;
import kinora.playback.Playback;
import kinora.playback.images.Images;
import kinora.playback.session.SessionTerms;
import kinora.store.FragmentStore;

/// The whole API over one store: which operations are built, and the router that serves them.
public final class KinoraApi {
    /// What the API needs to know of the world around it.
    public record Settings(Account account, LimitsMode limits, EndpointUrls urls, PageTokens tokens) {}

    private final Settings settings;
    private final FragmentStore store;
    private final StreamingMedia media;
    private final Streams streams;
    private final Authenticator authenticator;
    private final Playback playback;
    private final InstantSource clock;

    public KinoraApi(
            Settings settings,
            FragmentStore store,
            StreamingMedia media,
            Playback playback,
            Identities identities,
            Authorizer authorizer,
            InstantSource clock) {
        this.settings = settings;
        this.store = store;
        this.media = media;
        this.playback = playback;
        this.clock = clock;
        this.streams = new Streams(store.streams(), authorizer, new CallRates(settings.limits(), clock));
        this.authenticator = new Authenticator(settings.account().region(), settings.limits(), identities, clock);
    }

    public Router router() {
        return new KinoraRouter(Routes.of(
                operations(),
                authenticator,
                new SignedPutMedia(authenticator, streams, media),
                new PlaybackRoutes(playback, settings.urls(), settings.limits(), clock),
                store::trouble));
    }

    /// What is built, apart from PutMedia, which has a handler of its own.
    Map<Operation, ApiOperation> operations() {
        Map<Operation, ApiOperation> built = new EnumMap<>(Operation.class);
        addControl(built);
        addTags(built);
        addPlayback(built);
        built.put(Operation.GET_MEDIA, new GetMediaCall(streams, media));
        built.put(Operation.LIST_FRAGMENTS, new ListFragmentsCall(streams, store.archive(), settings.tokens()));
        built.put(
                Operation.GET_MEDIA_FOR_FRAGMENT_LIST,
                new GetMediaForFragmentListCall(streams, store.archive(), media));
        built.put(Operation.GET_CLIP, new GetClipCall(streams, playback.clips()));
        built.put(Operation.DOCTOR, new DoctorCall(streams, store.archive()));
        built.put(Operation.TIMELINE, new TimelineCall(streams, store));
        return built;
    }

    private void addPlayback(Map<Operation, ApiOperation> built) {
        built.put(Operation.GET_HLS_STREAMING_SESSION_URL, sessionUrl(SessionTerms.Kind.HLS));
        built.put(Operation.CLIP_URL, new ClipUrlCall(streams, playback, settings.urls(), clock));
        built.put(Operation.GET_DASH_STREAMING_SESSION_URL, sessionUrl(SessionTerms.Kind.DASH));
        Images images = new Images(store, playback.segments(), System::nanoTime);
        built.put(Operation.GET_IMAGES, new GetImagesCall(streams, images, settings.tokens(), settings.limits()));
    }

    private SessionUrlCall sessionUrl(SessionTerms.Kind kind) {
        return new SessionUrlCall(kind, streams, store, playback, settings.urls(), clock);
    }

    private void addControl(Map<Operation, ApiOperation> built) {
        StreamCalls calls = new StreamCalls(streams, settings.account());
        built.put(Operation.CREATE_STREAM, new CreateStreamCall(streams, settings.account(), settings.limits()));
        built.put(Operation.LIST_STREAMS, new ListStreamsCall(streams, settings.account(), settings.tokens()));
        built.put(Operation.GET_DATA_ENDPOINT, new GetDataEndpointCall(streams, settings.urls()));
        put(built, Operation.DESCRIBE_STREAM, calls::describe);
        put(built, Operation.UPDATE_STREAM, calls::update);
        put(built, Operation.UPDATE_DATA_RETENTION, calls::updateRetention);
        put(built, Operation.DESCRIBE_STREAM_STORAGE_CONFIGURATION, calls::describeStorage);
        put(built, Operation.UPDATE_STREAM_STORAGE_CONFIGURATION, calls::updateStorage);
        put(built, Operation.DELETE_STREAM, calls::delete);
    }

    private void addTags(Map<Operation, ApiOperation> built) {
        StreamTags tags = new StreamTags(streams);
        put(built, Operation.TAG_STREAM, tags::tagStream);
        put(built, Operation.UNTAG_STREAM, tags::untagStream);
        put(built, Operation.LIST_TAGS_FOR_STREAM, tags::listForStream);
        put(built, Operation.TAG_RESOURCE, tags::tagResource);
        put(built, Operation.UNTAG_RESOURCE, tags::untagResource);
        put(built, Operation.LIST_TAGS_FOR_RESOURCE, tags::listForResource);
    }

    private static void put(Map<Operation, ApiOperation> built, Operation operation, ApiOperation.Answering answer) {
        built.put(operation, answer);
    }
}
