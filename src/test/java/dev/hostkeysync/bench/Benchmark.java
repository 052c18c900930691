package dev.hostkeysync.bench;

/// One thing that is measured.
interface Benchmark {

    /// A word for the command line and the file.
    String name();

    /// What is measured, in one line.
    String about();

    void run(Rig rig, Options options, Result result);
}
