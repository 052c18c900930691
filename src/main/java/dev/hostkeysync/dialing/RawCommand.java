package dev.hostkeysync.dialing;

/// One that has no name here.
public record RawCommand(String digits) implements Command {

    static final int LONGEST = 9;

    public RawCommand {
        if (!Digits.are(digits, 1, LONGEST)) {
            throw new IllegalArgumentException("a command is a number of up to 9 digits");
        }
    }
}
