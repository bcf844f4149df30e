package kinora.api.archivedmedia;

import kinora.api.call.Members;
import kinora.playback.clip.ClipSpan;
import kinora.store.TimestampKind;

/// The span that GetClip and its relatives name.
public final class ClipSelector {
    private enum SelectorType {
        PRODUCER_TIMESTAMP,
        SERVER_TIMESTAMP
    }

    private ClipSelector() {}

    /// Reads `ClipFragmentSelector`, all of which is required.
    public static ClipSpan span(Members members) {
        Members selector = members.requiredStructure("ClipFragmentSelector");
        SelectorType type = selector.requiredChoice("FragmentSelectorType", SelectorType.class);
        Members range = selector.requiredStructure("TimestampRange");
        return new ClipSpan(
                type == SelectorType.SERVER_TIMESTAMP ? TimestampKind.SERVER : TimestampKind.PRODUCER,
                range.requiredTimestampMs("StartTimestamp"),
                range.requiredTimestampMs("EndTimestamp"));
    }
}
