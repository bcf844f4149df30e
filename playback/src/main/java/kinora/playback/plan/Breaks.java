package kinora.playback.plan;

import kinora.model.LimitsMode;
import kinora.playback.session.SessionTerms.Discontinuity;
import kinora.store.FragmentInfo;

/// Where a playlist writes a discontinuity: what was asked for, and in `relaxed` what players cannot do without.
record Breaks(Discontinuity mode, LimitsMode limits) {
    /// @param newMap whether the later fragment needs another initialization segment
    boolean between(FragmentInfo earlier, FragmentInfo later, boolean newMap) {
        if (mode == Discontinuity.ALWAYS) {
            return true;
        }
        if (mode == Discontinuity.NEVER && limits == LimitsMode.AWS) {
            return false;
        }
        Continuity.Step step = Continuity.between(earlier, later);
        return switch (mode) {
            case ON_DISCONTINUITY -> newMap || step != Continuity.Step.JOINED;
            // Whatever was asked for: a player stops at such a place unless it is told.
            case NEVER -> newMap || step == Continuity.Step.JUMP;
            case ALWAYS -> true;
        };
    }
}
