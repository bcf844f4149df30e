package kinora.cli;

import kinora.cli.aws.ClientException;
import tools.jackson.databind.node.ObjectNode;

/// Where GetMedia begins, as `--from` says it.
sealed interface StartSelector {
    record Now() implements StartSelector {}

    record Earliest() implements StartSelector {}

    record Time(long serverTimestampMs) implements StartSelector {}

    record After(String fragmentNumber) implements StartSelector {}

    int FRAGMENT_NUMBER_DIGITS_MIN = 40;

    static StartSelector parse(String text) throws ClientException {
        if (text.equalsIgnoreCase("now")) {
            return new Now();
        }
        if (text.equalsIgnoreCase("earliest")) {
            return new Earliest();
        }
        boolean number =
                text.length() >= FRAGMENT_NUMBER_DIGITS_MIN && text.chars().allMatch(Character::isDigit);
        return number ? new After(text) : new Time(Timestamps.parseMs(text));
    }

    default void fill(ObjectNode request) {
        ObjectNode selector = request.putObject("StartSelector");
        switch (this) {
            case Now() -> selector.put("StartSelectorType", "NOW");
            case Earliest() -> selector.put("StartSelectorType", "EARLIEST");
            case Time(long ms) ->
                selector.put("StartSelectorType", "SERVER_TIMESTAMP").put("StartTimestamp", Timestamps.toSeconds(ms));
            case After(String number) ->
                selector.put("StartSelectorType", "FRAGMENT_NUMBER").put("AfterFragmentNumber", number);
        }
    }
}
