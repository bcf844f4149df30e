package kinora.bench.process;

import java.util.concurrent.TimeUnit;

/// How a process that was started here ends: asked first, then without a question.
final class Ending {
    private static final long PATIENCE_SECONDS = 15;

    private Ending() {}

    static void end(Process process) {
        process.destroy();
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
