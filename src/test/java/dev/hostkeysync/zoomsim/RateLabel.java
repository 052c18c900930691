package dev.hostkeysync.zoomsim;

/// The class of calls that shares one limit, as `x-ratelimit-category` names it.
public enum RateLabel {
    LIGHT("Light"),
    MEDIUM("Medium");

    private final String category;

    RateLabel(String category) {
        this.category = category;
    }

    public String category() {
        return category;
    }
}
