package dev.hostkeysync.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Everything that anybody logs while it is open, down to the finest level, as an operator who
/// turns all of it on would see it.
public final class CapturedLogs implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Level before = ROOT.getLevel();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    records.add(entry);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    private CapturedLogs() {
        handler.setLevel(Level.ALL);
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.ALL);
    }

    public static CapturedLogs everything() {
        return new CapturedLogs();
    }

    /// Messages, arguments and stack traces.
    public String text() {
        StringWriter text = new StringWriter();
        for (LogRecord entry : records) {
            text.append(entry.getLevel() + " " + entry.getMessage());
            text.append(" " + Arrays.deepToString(entry.getParameters()) + "\n");
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text, true));
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        ROOT.removeHandler(handler);
        ROOT.setLevel(before);
    }
}
