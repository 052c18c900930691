package dev.hostkeysync;

import dev.hostkeysync.access.AccessConfig;
import dev.hostkeysync.account.AccountConfig;
import dev.hostkeysync.audit.AuditConfig;
import dev.hostkeysync.common.PublicUrlConfig;
import dev.hostkeysync.common.Setting;
import dev.hostkeysync.dialing.CrcConfig;
import dev.hostkeysync.directory.EligibilityConfig;
import dev.hostkeysync.hostkey.HostKeyConfig;
import dev.hostkeysync.lookup.LookupConfig;
import dev.hostkeysync.ops.letters.DeadLetterConfig;
import dev.hostkeysync.outbox.OutboxConfig;
import dev.hostkeysync.provisioning.BatchConfig;
import dev.hostkeysync.provisioning.GuardConfig;
import dev.hostkeysync.provisioning.ProvisioningConfig;
import dev.hostkeysync.reconcile.drift.DriftConfig;
import dev.hostkeysync.reconcile.rotation.RotationConfig;
import dev.hostkeysync.scim.ScimConfig;
import dev.hostkeysync.subscription.SubscriptionConfig;
import dev.hostkeysync.subscription.ssf.TransmitterConfig;
import dev.hostkeysync.videosdk.VideoSdkConfig;
import dev.hostkeysync.webhook.graph.GraphConfig;
import dev.hostkeysync.webhook.okta.OktaHookConfig;
import dev.hostkeysync.webhook.ssf.SsfConfig;
import dev.hostkeysync.webhook.standard.StandardWebhookConfig;
import dev.hostkeysync.webhook.zoom.ZoomWebhookConfig;
import dev.hostkeysync.zoom.ZoomConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The entry point. Checks every variable before anything starts, so that an operator sees all
/// faults at once and one line for each, instead of the first stack trace.
@QuarkusMain
public final class Main {

    /// `EX_CONFIG` of sysexits.h.
    private static final int CONFIGURATION_FAULT = 78;

    private Main() {}

    public static void main(String... args) {
        List<String> faults = faults(name -> Optional.ofNullable(System.getenv(name)));
        if (!faults.isEmpty()) {
            System.err.println("hostkey-sync does not start, its configuration has faults:");
            faults.forEach(fault -> System.err.println("  " + fault));
            System.exit(CONFIGURATION_FAULT);
        }
        // Quarkus answers a broken address without a body; AddressGate does it with one.
        System.setProperty("vertx.disableURIValidation", "true");
        EndInTime.watch();
        Quarkus.run(args);
    }

    /// One line per fault of the environment.
    static List<String> faults(Function<String, Optional<String>> environment) {
        List<String> faults = new ArrayList<>();
        settings()
                .forEach(setting ->
                        setting.check(environment.apply(setting.name())).ifPresent(faults::add));
        faults.addAll(HostKeyConfig.faults(environment));
        faults.addAll(VideoSdkConfig.faults(environment));
        faults.addAll(AccessConfig.faults(environment));
        faults.addAll(AccountConfig.faults(environment));
        faults.addAll(GraphConfig.faults(environment));
        faults.addAll(SsfConfig.faults(environment));
        faults.addAll(TransmitterConfig.faults(environment));
        return faults;
    }

    /// Every variable of ours, in the README's order.
    static Stream<Setting> settings() {
        return Stream.of(
                        OutboxConfig.SETTINGS,
                        DeadLetterConfig.SETTINGS,
                        PlatformSettings.DATABASE,
                        ZoomConfig.SETTINGS,
                        ZoomWebhookConfig.SETTINGS,
                        AccountConfig.SETTINGS,
                        GraphConfig.SETTINGS,
                        OktaHookConfig.SETTINGS,
                        StandardWebhookConfig.SETTINGS,
                        HostKeyConfig.SETTINGS,
                        EligibilityConfig.SETTINGS,
                        ProvisioningConfig.SETTINGS,
                        LookupConfig.SETTINGS,
                        AuditConfig.SETTINGS,
                        CrcConfig.SETTINGS,
                        VideoSdkConfig.SETTINGS,
                        GuardConfig.SETTINGS,
                        DriftConfig.SETTINGS,
                        BatchConfig.SETTINGS,
                        RotationConfig.SETTINGS,
                        SubscriptionConfig.SETTINGS,
                        AccessConfig.SETTINGS,
                        ScimConfig.SETTINGS,
                        SsfConfig.SETTINGS,
                        TransmitterConfig.SETTINGS,
                        PublicUrlConfig.SETTINGS,
                        PlatformSettings.HTTP,
                        PlatformSettings.TRACES,
                        PlatformSettings.LOG)
                .flatMap(List::stream);
    }
}
