/// A Microsoft Graph to test against, over real HTTP on 127.0.0.1: users and deleted ones, the
/// delta query, subscriptions with their handshake, notifications, the token endpoint. It refuses
/// whatever Graph would refuse, and knows nothing of the service.
@NullMarked
package dev.hostkeysync.graphsim;

import org.jspecify.annotations.NullMarked;
