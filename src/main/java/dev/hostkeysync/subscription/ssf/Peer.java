package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;

/// Who asks: a receiver, or an operator.
///
/// @param label of the token; what a receiver makes belongs to it
/// @param actor the same with the id of the token, for the audit trail
/// @param operator whether it may see what belongs to others
/// @param source the address the request came from
record Peer(String label, String actor, boolean operator, String source) {

    static Peer of(SecurityIdentity identity, HttpServerRequest request) {
        Caller caller = Caller.of(identity);
        return new Peer(
                caller.label(),
                caller.actor(),
                caller.may(Scope.OPERATOR),
                request.remoteAddress().hostAddress());
    }
}
