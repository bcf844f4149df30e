package kinora.camera;

import kinora.camera.I420Picture.YuvColour;

/// Ten digits, colon and full stop, five by seven dots each: all that a clock needs.
final class ClockFont {
    static final int GLYPH_COLUMNS = 6;
    static final int GLYPH_ROWS = 7;

    /// Seven rows of five dots, one after the other.
    private static final String[] DIGITS = {
        " ### #   ##  ### # ###  ##   # ### ",
        "  #   ##    #    #    #    #   ### ",
        " ### #   #    #   #   #   #   #####",
        " ### #   #    #  ##     ##   # ### ",
        "   #   ##  # # #  # #####   #    # ",
        "######    ####     #    ##   # ### ",
        " ### #    #    #### #   ##   # ### ",
        "#####    #   #   #    #    #    #  ",
        " ### #   ##   # ### #   ##   # ### ",
        " ### #   ##   # ####    #    # ### ",
    };

    private static final String COLON = "       #    #         #    #       ";
    private static final String FULL_STOP = "                           ##   ## ";

    private ClockFont() {}

    static int widthOf(int characters, int dotPixels) {
        return characters * GLYPH_COLUMNS * dotPixels;
    }

    static void draw(I420Picture picture, CharSequence text, int left, int top, int dotPixels, YuvColour colour) {
        for (int i = 0; i < text.length(); i++) {
            drawGlyph(picture, glyph(text.charAt(i)), left + widthOf(i, dotPixels), top, dotPixels, colour);
        }
    }

    private static void drawGlyph(
            I420Picture picture, String glyph, int left, int top, int dotPixels, YuvColour colour) {
        for (int dot = 0; dot < glyph.length(); dot++) {
            if (glyph.charAt(dot) == '#') {
                int x = left + dot % 5 * dotPixels;
                int y = top + dot / 5 * dotPixels;
                picture.fill(x, y, x + dotPixels, y + dotPixels, colour);
            }
        }
    }

    private static String glyph(char character) {
        return switch (character) {
            case ':' -> COLON;
            case '.' -> FULL_STOP;
            default -> DIGITS[character - '0'];
        };
    }
}
