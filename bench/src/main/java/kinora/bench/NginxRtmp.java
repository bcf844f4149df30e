package kinora.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kinora.bench.process.Debian;
import kinora.bench.process.Nginx;
import kinora.bench.process.Program;
import org.jspecify.annotations.Nullable;

/// nginx-rtmp with HLS and record, fed by ffmpeg publishers at the bit rate of the other producers.
final class NginxRtmp {
    private static final int MEDIA_SECONDS = 20;
    private static final String MODULE = "load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;\n";

    private final Settings settings;
    private final Path media;

    private NginxRtmp(Settings settings, Path media) {
        this.settings = settings;
        this.media = media;
    }

    /// Null, and said so, where it cannot be had.
    static @Nullable NginxRtmp ifPresent(Settings settings, Report report) throws IOException, InterruptedException {
        Path folder = settings.freshFolder("nginx-media");
        if (!Debian.have(folder.resolve("apt.log"), "nginx", "libnginx-mod-rtmp", "ffmpeg")) {
            report.skipped("needs nginx, libnginx-mod-rtmp, ffmpeg");
            return null;
        }
        Path media = folder.resolve("camera.flv");
        makeMedia(folder, media);
        report.line("  nginx-rtmp's publishers: %.2f Mbit/s each", Files.size(media) * 8 / 1e6 / MEDIA_SECONDS);
        return new NginxRtmp(settings, media);
    }

    /// Noise at a constant rate: H.264 with a key frame each 2 s, and AAC.
    private static void makeMedia(Path folder, Path media) throws IOException, InterruptedException {
        String picture = "testsrc2=size=1280x720:rate=30,noise=alls=20:allf=t";
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-y"));
        command.addAll(List.of("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "anoisesrc=sample_rate=48000"));
        command.addAll(List.of("-t", Integer.toString(MEDIA_SECONDS), "-c:v", "libx264", "-preset", "ultrafast"));
        command.addAll(List.of("-pix_fmt", "yuv420p", "-g", "60", "-sc_threshold", "0", "-x264-params"));
        command.addAll(List.of("nal-hrd=cbr", "-b:v", "2010k", "-minrate", "2010k", "-maxrate", "2010k"));
        command.addAll(List.of("-bufsize", "2010k", "-c:a", "aac", "-b:a", "128k", "-f", "flv", media.toString()));
        try (Program ffmpeg = Program.start("ffmpeg", folder, command)) {
            ffmpeg.awaitSuccess(300);
        }
    }

    double cpuMsPerStreamSecond(int publishers, int windowSeconds) throws IOException, InterruptedException {
        Path folder = settings.freshFolder("nginx");
        int port = Nginx.freePort();
        List<Program> feeding = new ArrayList<>();
        try (Program nginx = Nginx.start(folder, MODULE, rtmp(folder, port))) {
            for (int i = 0; i < publishers; i++) {
                feeding.add(Program.start("publisher-" + i, folder, publish(port, i)));
                Thread.sleep(2_000 / publishers);
            }
            Thread.sleep(settings.warmUpSeconds() * 1_000L);
            double cpu = window(nginx, windowSeconds) / publishers;
            for (Program publisher : feeding) {
                publisher.requireAlive();
            }
            return cpu;
        } finally {
            for (Program publisher : feeding) {
                publisher.close();
            }
            Settings.removeData(folder);
        }
    }

    /// CPU of master and workers, in ms a second.
    private static double window(Program nginx, int windowSeconds) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        double before = nginx.cpuMsWithChildren();
        Thread.sleep(windowSeconds * 1_000L);
        return (nginx.cpuMsWithChildren() - before) / ((System.nanoTime() - startNs) / 1e9);
    }

    private List<String> publish(int port, int index) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-re"));
        command.addAll(List.of("-stream_loop", "-1", "-i", media.toString(), "-c", "copy", "-f", "flv"));
        command.add("rtmp://127.0.0.1:" + port + "/live/bench-" + index);
        return command;
    }

    private static String rtmp(Path folder, int port) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        return """
                rtmp {
                    access_log off;
                    server {
                        listen 127.0.0.1:%1$d;
                        application live {
                            live on;
                            record all;
                            record_path %2$s;
                            record_unique on;
                            hls on;
                            hls_path %2$s;
                            hls_fragment 2s;
                            hls_playlist_length 20s;
                        }
                    }
                }
                """.formatted(port, data);
    }
}
