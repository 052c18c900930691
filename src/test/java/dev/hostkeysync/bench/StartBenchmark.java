package dev.hostkeysync.bench;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// From the process's start to its being ready, and what it weighs.
final class StartBenchmark implements Benchmark {

    private static final long PAUSE = Duration.ofMillis(10).toNanos();
    private static final long LONGEST = Duration.ofSeconds(90).toNanos();

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "start to ready on a database that is there, and resident memory";
    }

    @Override
    public void run(Rig rig, Options options, Result result) {
        // The first start makes the tables.
        rig.startFresh("start", Map.of());
        List<Double> seconds = new ArrayList<>();
        int times = options.scaled(5, 3);
        for (int i = 0; i < times; i++) {
            seconds.add(secondsToReady(rig));
        }
        Collections.sort(seconds);
        result.figure("start to ready, median of " + times, seconds.get(times / 2), "s", "<= 1.5");
        result.figure("resident memory when ready", Memory.residentMiB(rig.service()), "MiB");
    }

    private static double secondsToReady(Rig rig) {
        rig.stopService();
        long start = System.nanoTime();
        URI health = rig.launch("start", Map.of()).url().resolve("/q/health/ready");
        while (!isReady(health)) {
            if (System.nanoTime() - start > LONGEST) {
                throw new IllegalStateException("the service does not become ready");
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    // A socket, not an HTTP client: while nobody listens it costs next to nothing to ask again.
    private static boolean isReady(URI health) {
        try (Socket socket = new Socket(health.getHost(), health.getPort())) {
            String request = "GET %s HTTP/1.0\r\n\r\n".formatted(health.getPath());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.0 200".length());
            return new String(start, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            LockSupport.parkNanos(PAUSE);
            return false;
        }
    }
}
