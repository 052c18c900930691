package dev.hostkeysync.stack;

import dev.hostkeysync.common.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/// Secrets of one local run, made up when it starts and worth nothing after it.
public record DemoSecrets(
        Secret scimToken,
        Secret apiToken,
        Secret webhookSecret,
        Secret zoomClientSecret,
        Secret oidcClientSecret) {

    static DemoSecrets random(SecureRandom random) {
        Supplier<Secret> next =
                () -> {
                    byte[] bytes = new byte[32];
                    random.nextBytes(bytes);
                    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                    return Secret.of(text);
                };
        return new DemoSecrets(next.get(), next.get(), next.get(), next.get(), next.get());
    }
}
