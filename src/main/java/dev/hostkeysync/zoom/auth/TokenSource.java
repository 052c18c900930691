package dev.hostkeysync.zoom.auth;

/// Where a new token comes from. Blocks, and does not throw for anything Zoom or the network does.
@FunctionalInterface
public interface TokenSource {

    Access fetch();
}
