package dev.hostkeysync.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// The text of a token made here: a prefix that scanners for leaked secrets can look for, and 256
/// random bits. The form also tells which unknown tokens are worth a look into the database.
final class TokenText {

    private static final String PREFIX = "hks_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private TokenText() {}

    static String draw(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static boolean isOurs(String token) {
        return FORM.matcher(token).matches();
    }
}
