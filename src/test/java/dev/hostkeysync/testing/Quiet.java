package dev.hostkeysync.testing;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A package logs nothing while a test class runs: thousands of refusals are what it is about.
public final class Quiet implements BeforeAllCallback, AfterAllCallback {

    // A logger that nobody holds is forgotten with its level.
    private final Logger log;

    public Quiet(String name) {
        this.log = Logger.getLogger(name);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        log.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        log.setLevel(null);
    }
}
