package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;

/// Where what was found out is reported: the inbox.
@FunctionalInterface
interface Reports {

    /// When this returns, it is committed.
    Outcome take(Notice notice);
}
