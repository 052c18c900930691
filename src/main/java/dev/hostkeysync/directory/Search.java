package dev.hostkeysync.directory;

/// What is looked for, in which order, and which part of it is wanted.
///
/// @param limit at most so many, from 0
public record Search(Criteria criteria, Sort sort, Start start, int limit) {

    /// Where the part begins.
    public sealed interface Start {}

    /// @param offset so many come before it, from 0
    public record Index(long offset) implements Start {}

    public record After(Position position) implements Start {}

    /// The last ones before the position, still in the order of the sort.
    public record Before(Position position) implements Start {}
}
