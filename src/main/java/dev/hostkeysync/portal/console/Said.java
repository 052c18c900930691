package dev.hostkeysync.portal.console;

/// What of a backfill's progress was told to who cannot see the bar: a tenth at a time, and the
/// end. More would be chatter.
///
/// @param percent the last one that was told, or is now
/// @param news whether it is to be told now
public record Said(int percent, boolean news) {

    /// As a page begins: it is read as a whole.
    static Said nothing(BackfillLine one) {
        return new Said(one.percent(), false);
    }

    /// @param before the last one that was told; less than 0 = it is told in any case
    static Said after(BackfillLine one, int before) {
        boolean isNews = before < 0 || one.percent() / 10 > before / 10 || !one.unfinished();
        return new Said(isNews ? one.percent() : before, isNews);
    }
}
