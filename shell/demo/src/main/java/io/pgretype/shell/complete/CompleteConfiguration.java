package io.pgretype.shell.complete;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the complete program has beside what operators run. */
@Configuration(proxyBeanMethods = false)
@Import(MoreCommandBeans.class)
class CompleteConfiguration {}
