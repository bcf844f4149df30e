package kinora.camera;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import kinora.camera.I420Picture.YuvColour;

/// The moving test picture: colour bars, a ball that bounces, a line that sweeps, the time in digits and as a
/// [ClockStrip]. What it shows is a function of the timestamp alone.
final class TestPicture {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int CLOCK_CHARACTERS = 12;

    /// 75 % colour bars (white, yellow, cyan, green, magenta, red, blue) in BT.601 limited range.
    private static final List<YuvColour> BARS = List.of(
            YuvColour.of(180, 128, 128),
            YuvColour.of(162, 44, 142),
            YuvColour.of(131, 156, 44),
            YuvColour.of(112, 72, 58),
            YuvColour.of(84, 184, 198),
            YuvColour.of(65, 100, 212),
            YuvColour.of(35, 212, 114));

    private static final int BALL_PERIOD_X_MS = 4_000;
    private static final int BALL_PERIOD_Y_MS = 1_800;
    private static final int LINE_PERIOD_MS = 2_000;

    private final I420Picture background;
    private final I420Picture picture;
    private final int dotPixels;

    TestPicture(int width, int height) {
        background = new I420Picture(width, height);
        picture = new I420Picture(width, height);
        dotPixels = width * 9 / 10 / ClockFont.widthOf(CLOCK_CHARACTERS, 1);
        for (int bar = 0; bar < BARS.size(); bar++) {
            background.fill(bar * width / BARS.size(), 0, (bar + 1) * width / BARS.size(), height, BARS.get(bar));
        }
        background.fill(0, 0, width, clockBottom(), YuvColour.BLACK);
    }

    /// The same picture object each time, drawn anew.
    I420Picture at(long timestampMs) {
        picture.copyFrom(background);
        drawLine(timestampMs);
        drawBall(timestampMs);
        drawClock(timestampMs);
        ClockStrip.draw(picture, timestampMs);
        return picture;
    }

    private int clockBottom() {
        return (ClockFont.GLYPH_ROWS + 4) * dotPixels;
    }

    private void drawLine(long timestampMs) {
        int x = (int) (timestampMs % LINE_PERIOD_MS * background.width / LINE_PERIOD_MS);
        picture.fill(x, clockBottom(), x + 2 * Math.max(1, dotPixels / 4), background.height, YuvColour.BLACK);
    }

    private void drawBall(long timestampMs) {
        int radius = background.height / 12;
        int room = ClockStrip.top(background.height) - clockBottom();
        int x = radius + bounce(timestampMs, BALL_PERIOD_X_MS, background.width - 2 * radius);
        int y = clockBottom() + radius + bounce(timestampMs, BALL_PERIOD_Y_MS, room - 2 * radius);
        picture.fillDisc(x, y, radius, YuvColour.WHITE);
    }

    private void drawClock(long timestampMs) {
        int left = (background.width - ClockFont.widthOf(CLOCK_CHARACTERS, dotPixels) + dotPixels) / 2;
        String time = CLOCK.format(Instant.ofEpochMilli(timestampMs));
        ClockFont.draw(picture, time, left, 2 * dotPixels, dotPixels, YuvColour.WHITE);
    }

    /// To and fro between 0 and `range`, one period for both ways.
    private static int bounce(long timestampMs, int periodMs, int range) {
        int half = periodMs / 2;
        int phase = (int) (timestampMs % periodMs);
        return (phase < half ? phase : periodMs - phase) * Math.max(0, range) / half;
    }
}
