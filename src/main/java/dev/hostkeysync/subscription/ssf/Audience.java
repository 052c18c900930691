package dev.hostkeysync.subscription.ssf;

import java.util.List;
import java.util.regex.Pattern;

/// Whom the SETs of a stream are for, the claim `aud`. A receiver may say it when it makes a
/// stream; otherwise it is the name of its token.
final class Audience {

    private static final int MOST = 5;
    private static final Pattern FORM = Pattern.compile("[!-~]{1,512}");

    private Audience() {}

    static List<String> parse(Body body, Peer peer) {
        List<String> audience =
                body.oneOrMore("aud").filter(list -> !list.isEmpty()).orElse(List.of(peer.label()));
        if (audience.size() > MOST
                || !audience.stream().allMatch(one -> FORM.matcher(one).matches())) {
            throw Body.bad(
                    "aud must be a string, or a list of at most 5, of at most 512 ASCII characters without blanks");
        }
        return audience;
    }

    /// Otherwise a receiver could have SETs made out to another one, and pass them on to it.
    static void mustBeFree(List<String> audience, List<Stream> streams, Peer peer) {
        boolean taken =
                streams.stream()
                        .filter(one -> !one.belongsTo(peer))
                        .flatMap(one -> one.terms().audience().stream())
                        .anyMatch(audience::contains);
        if (taken) {
            throw Body.bad("aud belongs to another receiver");
        }
    }
}
