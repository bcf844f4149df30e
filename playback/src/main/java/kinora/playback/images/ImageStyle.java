package kinora.playback.images;

import kinora.camera.CameraException;
import kinora.camera.DecodedPicture;
import org.jspecify.annotations.Nullable;

/// How an image is made of a picture. Without a size it has the picture's own; with one side, the picture's shape.
public record ImageStyle(
        ImageFormat format,
        int jpegQuality,
        @Nullable Integer widthPixels,
        @Nullable Integer heightPixels) {
    public static final int JPEG_QUALITY_DEFAULT = 80;
    public static final int JPEG_QUALITY_MAX = 100;
    public static final int WIDTH_PIXELS_MAX = 3_840;
    public static final int HEIGHT_PIXELS_MAX = 2_160;

    public ImageStyle {
        if (jpegQuality < 1 || jpegQuality > JPEG_QUALITY_MAX) {
            throw new IllegalArgumentException("JPEG quality " + jpegQuality);
        }
        requireSide(widthPixels, WIDTH_PIXELS_MAX);
        requireSide(heightPixels, HEIGHT_PIXELS_MAX);
    }

    private static void requireSide(@Nullable Integer pixels, int max) {
        if (pixels != null && (pixels < 1 || pixels > max)) {
            throw new IllegalArgumentException(pixels + " pixels, more than " + max);
        }
    }

    /// How images are coded.
    public enum ImageFormat {
        JPEG,
        PNG
    }

    byte[] render(DecodedPicture picture) throws CameraException {
        int width = width(picture.width(), picture.height());
        int height = height(picture.width(), picture.height());
        return switch (format) {
            case JPEG -> picture.jpeg(width, height, jpegQuality);
            case PNG -> picture.png(width, height);
        };
    }

    int width(int sourceWidth, int sourceHeight) {
        if (widthPixels != null) {
            return widthPixels;
        }
        return heightPixels == null ? sourceWidth : scaled(sourceWidth, heightPixels, sourceHeight, WIDTH_PIXELS_MAX);
    }

    int height(int sourceWidth, int sourceHeight) {
        if (heightPixels != null) {
            return heightPixels;
        }
        return widthPixels == null ? sourceHeight : scaled(sourceHeight, widthPixels, sourceWidth, HEIGHT_PIXELS_MAX);
    }

    private static int scaled(int side, int wanted, int other, int max) {
        return Math.clamp(Math.round((double) side * wanted / other), 1, max);
    }
}
