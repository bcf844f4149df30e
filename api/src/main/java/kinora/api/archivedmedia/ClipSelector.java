package kinora.api.archivedmedia;

import kinora.api.call.Members;
import kinora.api.call.SelectorType;
import kinora.playback.clip.ClipSpan;

/// The span that GetClip and its relatives name.
public final class ClipSelector {
    private ClipSelector() {}

    /// Reads `ClipFragmentSelector`, all of which is required.
    public static ClipSpan span(Members members) {
        Members selector = members.requiredStructure("ClipFragmentSelector");
        SelectorType type = selector.requiredChoice("FragmentSelectorType", SelectorType.class);
        Members range = selector.requiredStructure("TimestampRange");
        return new ClipSpan(
                type.kind(), range.requiredTimestampMs("StartTimestamp"), range.requiredTimestampMs("EndTimestamp"));
    }
}
