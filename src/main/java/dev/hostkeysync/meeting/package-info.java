/// Schedules meetings for hosts: who for whom, once for each key of a caller, within the day's
/// limit of each host, and with what a room device dials. It refuses to know how host keys are kept
/// or told, which `lookup` does, and keeps no meeting longer than a repetition may come.
@NullMarked
package dev.hostkeysync.meeting;

import org.jspecify.annotations.NullMarked;
