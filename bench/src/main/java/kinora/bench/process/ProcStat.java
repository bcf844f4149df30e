package kinora.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Linux counts for a process.
public record ProcStat(long pid) {
    /// USER_HZ is 100 on every Linux that Java runs on.
    private static final double MS_PER_TICK = 10;

    /// User and system time so far, of all threads.
    public double cpuMs() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The name in parentheses may hold spaces: fields are counted behind it; utime is field 14 of proc(5).
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MS_PER_TICK;
    }

    public double rssMb() throws IOException {
        return statusMb("VmRSS:");
    }

    /// The highest RSS it ever had.
    public double peakRssMb() throws IOException {
        return statusMb("VmHWM:");
    }

    private double statusMb(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(
                                line.substring(name.length()).replace("kB", "").strip())
                        / 1024.0;
            }
        }
        throw new IOException("no " + name + " for process " + pid);
    }
}
