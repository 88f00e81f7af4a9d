/**
 * What lint found, written for whoever reads it: people, GitHub, GitLab, code scanners, test reports, programs.
 *
 * <p>Renders only: the same verdict gives the same text, whatever machine and time. What a migration holds cannot
 * leave its place in the format, nor make a terminal, a build log or a page do anything. No JDBC, no files. May call
 * {@code rule} and {@code problem}.
 */
@NullMarked
package io.pgretype.lint.report;

import org.jspecify.annotations.NullMarked;
