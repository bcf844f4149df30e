package kinora.playback.hls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream's parts as one session's playlist shows them.
record PlanEdge(LiveStream.View view, @Nullable Arriving arriving) implements LiveEdge {
    @Override
    public long partTargetMs() {
        return view.partTargetMs();
    }

    @Override
    public List<? extends Part> partsOf(long ordinal, int track) {
        return view.partsOf(ordinal, track);
    }

    @Override
    public long openMs() {
        return view.nextMs();
    }
}
