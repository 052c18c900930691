package dev.hostkeysync.provisioning;

import org.jboss.logging.Logger;

/// Tells the log of holds: one line when one is opened, and one whenever it has doubled.
final class HoldNews {

    private static final Logger LOG = Logger.getLogger(HoldNews.class);

    private static final String TO_DO =
            "Nothing happens to the keys of the users held. Look at GET /api/v1/holds/%s, then POST"
                    + " …/approve if they are to lose their keys, or …/drop if an identity provider"
                    + " erred; until then every further revocation is held as well";

    private HoldNews() {}

    static void tell(HoldTable.Growth growth) {
        if (growth.before() == 0) {
            Hold.Passed passed = growth.passed();
            LOG.warnf(
                    "The mass-change guard holds revocations of host keys: %d passed within %s, where %d are"
                            + " allowed (the larger of %d and %s %% of %d users), and %d more were asked for,"
                            + " %s. "
                            + TO_DO,
                    passed.passed(),
                    passed.window(),
                    passed.allowed(),
                    passed.count(),
                    passed.percent().toPlainString(),
                    passed.population(),
                    growth.after(),
                    growth.asked(),
                    growth.hold());
        } else if (Long.highestOneBit(growth.before()) != Long.highestOneBit(growth.after())) {
            LOG.warnf(
                    "The mass-change guard holds revocations of %d users now, lately %s. " + TO_DO,
                    growth.after(),
                    growth.asked(),
                    growth.hold());
        }
    }

    static void finished(HoldTable.Finished hold) {
        LOG.infof("Hold %s is over, %s: %s", hold.id(), hold.state(), hold.outcomes());
    }
}
