package dev.hostkeysync.zoomsim;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/// Opaque texts in Base64 for URLs, each of its own: ids of users, access tokens, page tokens.
record RandomTexts(SecureRandom random, int bytes) implements Supplier<String> {

    @Override
    public String get() {
        byte[] text = new byte[bytes];
        random.nextBytes(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
}
