package io.pgretype.shell.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.regex.Pattern;

/** Spring Batch gives every partition's step series of its own; here they are one step. */
public final class PartitionsTogether implements MeterFilter {

    /** As in {@code fill:partition3}. */
    private static final Pattern PARTITION = Pattern.compile(":partition\\d+$");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith("spring.batch.")) {
            return id;
        }
        List<Tag> tags = id.getTags().stream()
                .map(tag ->
                        Tag.of(tag.getKey(), PARTITION.matcher(tag.getValue()).replaceFirst("")))
                .toList();
        return id.replaceTags(tags);
    }
}
