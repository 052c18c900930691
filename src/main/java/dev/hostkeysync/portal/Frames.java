package dev.hostkeysync.portal;

import jakarta.enterprise.context.ApplicationScoped;

/// Makes the frame of a page.
@ApplicationScoped
public class Frames {

    private final Assets assets;
    private final CsrfTokens tokens;

    Frames(Assets assets, CsrfTokens tokens) {
        this.assets = assets;
        this.tokens = tokens;
    }

    public Frame of(String title, String here, Visitor visitor) {
        return new Frame(
                title,
                here,
                visitor.name(),
                visitor.isOperator(),
                tokens.of(visitor.session()),
                assets);
    }

    /// For who is not signed in, or not known to be.
    Frame plain(String title) {
        return new Frame(title, "", "", false, "", assets);
    }
}
