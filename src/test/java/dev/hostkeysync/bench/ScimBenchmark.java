package dev.hostkeysync.bench;

import java.util.List;
import java.util.Map;

/// SCIM with few and with many users stored, and the same work on another server in the same run.
final class ScimBenchmark implements Benchmark {

    private static final String OURS = "hostkey-sync";
    private static final String THEIRS = "scim-sdk-server";
    private static final int FEW = 1_000;

    @Override
    public String name() {
        return "scim";
    }

    @Override
    public String about() {
        return "SCIM with few and with many users, beside another server";
    }

    @Override
    public void run(Rig rig, Options options, Result result) {
        int many = options.scaled(1_000_000, 100_000);
        List<String> peerOptions = List.of("-Xmx" + options.scaled(4096, 1024) + "m");
        result.setting("connections", CreateBenchmark.CONNECTIONS);
        result.setting("users", FEW + " and " + many);
        result.setting("peer", "de.captaingoldfish:scim-sdk-server, " + peerOptions.getFirst());
        result.note(OURS + " has each change on PostgreSQL's disk (fsync) before it answers.");
        result.note(
                THEIRS
                        + " is a library; here it keeps its users in the memory of its process,"
                        + " checks no token, and loses everything when it ends.");
        Comparison comparison = new Comparison(result);
        for (int users : new int[] {FEW, many}) {
            ours(rig, options, result, comparison, users);
        }
        for (int users : new int[] {FEW, many}) {
            theirs(rig, options, comparison, users, peerOptions);
        }
        comparison.tell();
    }

    private static void ours(
            Rig rig, Options options, Result result, Comparison comparison, int users) {
        rig.startFresh("scim-" + users, Map.of("HOSTKEY_ON_USER_CREATED", "ignore"));
        StoredTable table = new StoredTable(rig.database().source());
        String pattern = "user-" + StoredUsers.MARK + "@example.com";
        ScimWork work = new ScimWork(rig.port(), rig.scimToken(), options);
        work.create(StoredUsers.DOCUMENT);
        long start = System.nanoTime();
        table.fill(pattern, 0, users);
        result.note(
                "%,d users put into the table in %.0f s"
                        .formatted(users, (System.nanoTime() - start) / 1e9));
        CpuWindow cpu = CpuWindow.open(rig);
        String column = "%s, %,d".formatted(OURS, users);
        work.changesAndLookUps(comparison, column, users);
        work.pages(comparison, column, users, /* cursors */ true);
        if (users < GroupPush.MEMBERS) {
            // Who is in a group must be there.
            table.fill(pattern, users, GroupPush.MEMBERS);
        }
        work.groups(comparison, column);
        CpuWindow.Use use = cpu.close();
        result.note(
                "meanwhile the machine was %.0f %% busy with other programs"
                        .formatted(100 * use.others() / use.available()));
        rig.stopService();
    }

    private static void theirs(
            Rig rig, Options options, Comparison comparison, int users, List<String> jvm) {
        try (PeerProcess peer = PeerProcess.start(jvm)) {
            peer.fill(users);
            ScimWork work = new ScimWork(peer.port(), rig.scimToken(), options);
            String column = "%s, %,d".formatted(THEIRS, users);
            work.changesAndLookUps(comparison, column, users);
            work.pages(comparison, column, users, /* cursors */ false);
            peer.fill(Math.max(users, GroupPush.MEMBERS));
            work.groups(comparison, column);
        }
    }
}
