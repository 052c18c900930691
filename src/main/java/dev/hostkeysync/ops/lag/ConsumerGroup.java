package dev.hostkeysync.ops.lag;

import dev.hostkeysync.outbox.Topic;

/// Who of us reads a topic.
public enum ConsumerGroup {
    /// Sets host keys.
    PROVISIONING("hostkey-sync", Topic.IDENTITY_LIFECYCLE),
    /// Makes users at Zoom, while `ZOOM_PROVISIONING` says so.
    ZOOM_ACCOUNTS("hostkey-sync-zoom-accounts", Topic.IDENTITY_LIFECYCLE),
    /// Tells subscribers over HTTP.
    SUBSCRIPTIONS("hostkey-sync-subscriptions", Topic.HOST_KEY_EVENTS);

    private final String baseName;
    private final Topic topic;

    ConsumerGroup(String baseName, Topic topic) {
        this.baseName = baseName;
        this.topic = topic;
    }

    /// The name on the broker.
    String name(String prefix) {
        return prefix + baseName;
    }

    public Topic topic() {
        return topic;
    }

    /// Without the installation's prefix, so that one alert fits all installations.
    public String label() {
        return name("");
    }
}
