package kinora.api.archivedmedia;

import java.util.List;
import java.util.Map;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Json;
import kinora.api.call.Members;
import kinora.api.call.PageTokens;
import kinora.api.call.SelectorType;
import kinora.api.call.Streams;
import kinora.api.call.Text;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.playback.images.Image;
import kinora.playback.images.ImageRequest;
import kinora.playback.images.ImageStyle;
import kinora.playback.images.ImageStyle.ImageFormat;
import kinora.playback.images.Images;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// GetImages: pictures of a span of time, page by page; each time has an entry, with an image or with why it has none.
public final class GetImagesCall implements ApiOperation.Answering {
    private static final int RESULTS_DEFAULT = 25;
    private static final int RESULTS_MAX = 100;
    private static final String JPEG_QUALITY = "JPEGQuality";

    private final Streams streams;
    private final Images images;
    private final PageTokens tokens;
    private final LimitsMode mode;

    public GetImagesCall(Streams streams, Images images, PageTokens tokens, LimitsMode mode) {
        this.streams = streams;
        this.images = images;
        this.tokens = tokens;
        this.mode = mode;
    }

    @Override
    public ObjectNode answer(ApiCall call) throws InterruptedException {
        Members members = call.members();
        ImageRequest request = request(members);
        Integer asked = members.integer("MaxResults", 1, RESULTS_MAX);
        String token = members.text("NextToken", Text.FRAGMENT_PAGE_TOKEN);
        Stream stream = streams.required(call);
        if (!stream.isArchived()) {
            throw new ApiException(
                    ApiError.NO_DATA_RETENTION,
                    "The stream " + stream.name() + " keeps no media: its data retention is 0 hours.");
        }
        int results = Math.min(asked == null ? RESULTS_DEFAULT : asked, Limit.IMAGES_RESULTS.intIn(mode));
        String purpose = "GetImages " + stream.arn() + " " + request;
        long first = token == null ? 0 : Long.parseLong(tokens.open(purpose, token));
        List<Image> page = images.page(stream, request, first, results);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Images");
        page.forEach(image -> list.add(json(image)));
        long next = first + page.size();
        if (next < request.count()) {
            answer.put("NextToken", tokens.make(purpose, Long.toString(next)));
        }
        return answer;
    }

    private ImageRequest request(Members members) {
        SelectorType type = members.requiredChoice("ImageSelectorType", SelectorType.class);
        long startMs = members.requiredTimestampMs("StartTimestamp");
        long endMs = members.requiredTimestampMs("EndTimestamp");
        int intervalMin = Limit.IMAGES_INTERVAL_MS_MIN.intIn(mode);
        Integer interval = members.integer("SamplingInterval", intervalMin, Integer.MAX_VALUE);
        if (endMs < startMs) {
            throw ApiException.invalidArgument("StartTimestamp must not be later than EndTimestamp.");
        }
        if (endMs - startMs > Limit.IMAGES_SPAN_MS.in(mode)) {
            throw ApiException.invalidArgument("StartTimestamp and EndTimestamp must not be more than "
                    + Limit.IMAGES_SPAN_MS.in(mode) / 1_000 + " seconds apart.");
        }
        return new ImageRequest(
                type.kind(),
                startMs,
                endMs,
                interval == null ? ImageRequest.INTERVAL_MS_DEFAULT : interval,
                style(members));
    }

    private ImageStyle style(Members members) {
        ImageFormat format = members.requiredChoice("Format", ImageFormat.class);
        Integer width = members.integer("WidthPixels", 1, ImageStyle.WIDTH_PIXELS_MAX);
        Integer height = members.integer("HeightPixels", 1, ImageStyle.HEIGHT_PIXELS_MAX);
        if (mode == LimitsMode.AWS && width != null && height == null) {
            throw ApiException.invalidArgument("WidthPixels must not be given without HeightPixels.");
        }
        return new ImageStyle(format, jpegQuality(members), width, height);
    }

    private static int jpegQuality(Members members) {
        Map<String, String> config = members.map("FormatConfig", 1, Text.NAME, Text.NAME);
        if (config == null) {
            return ImageStyle.JPEG_QUALITY_DEFAULT;
        }
        String quality = config.get(JPEG_QUALITY);
        if (quality == null || !quality.matches("[1-9][0-9]?|100")) {
            throw ApiException.invalidArgument("FormatConfig takes " + JPEG_QUALITY + " alone, from \"1\" to \"100\".");
        }
        return Integer.parseInt(quality);
    }

    private ObjectNode json(Image image) {
        ObjectNode json = Json.object().put("TimeStamp", Json.seconds(image.timestampMs()));
        byte[] content = image.content();
        Image.@Nullable Problem problem = image.problem();
        if (content != null && content.length <= Limit.IMAGE_BYTES.in(mode)) {
            return json.put("ImageContent", content);
        }
        return json.put("Error", (problem == null ? Image.Problem.MEDIA_ERROR : problem).name());
    }
}
