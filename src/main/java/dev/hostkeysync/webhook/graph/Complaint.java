package dev.hostkeysync.webhook.graph;

import org.jboss.logging.Logger;

/// Says the same thing to the operator once per streak, not at every attempt.
final class Complaint {

    private final Logger log;
    private String about = "";

    Complaint(Logger log) {
        this.log = log;
    }

    /// @param about what is wrong; the one argument of the format
    synchronized void say(String about, String format) {
        if (!this.about.equals(about)) {
            log.warnf(format, about);
        }
        this.about = about;
    }

    /// It works again.
    synchronized void end() {
        about = "";
    }
}
