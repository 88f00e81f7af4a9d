package io.pgretype.phases;

/** A dump in which {@code public.item.number} and its sequence have become bigint. */
final class WidenedNumber {

    private WidenedNumber() {}

    /** @param ownLimits whether the sequence ends where somebody said, and not with its type */
    static String in(String dump, boolean ownLimits) {
        String retyped = dump.replaceAll("(?m)^(column public.item.number: type ).*", "$1bigint")
                .replaceAll("(?m)^(sequence .*: type ).*", "$1bigint");
        return ownLimits ? retyped : retyped.replaceAll("(?m)^(sequence .*: from 1 to ).*", "$1" + Long.MAX_VALUE);
    }
}
