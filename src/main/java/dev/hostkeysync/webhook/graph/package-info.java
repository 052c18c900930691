/// Microsoft Graph's change notifications: the door, the list of users to look at, the subscription
/// behind it and the delta query as the net. It refuses to know what becomes of a change, and never
/// calls Graph while a sender waits or a transaction is open.
@NullMarked
package dev.hostkeysync.webhook.graph;

import org.jspecify.annotations.NullMarked;
