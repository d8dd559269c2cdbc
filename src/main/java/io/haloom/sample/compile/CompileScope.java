package io.haloom.sample.compile;

import io.haloom.sample.ArgType;
import io.haloom.sample.format.LogAlias;
import io.haloom.sample.match.PatternReferences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What surrounds expressions and rules while they are compiled: the section they stand in, its
 * ACLs, and the names of proxies and servers they mention, which can only be looked up once the
 * whole configuration is read. One for each section; used by one thread.
 */
public final class CompileScope {
  /** The kind of section. */
  public enum Section {
    FRONTEND("frontend", true, false),
    BACKEND("backend", false, true),
    LISTEN("proxy", true, true),
    DEFAULTS("defaults", true, true),
    /** Everything outside proxies: {@code global}, the command line. */
    GLOBAL("global", false, false);

    private final String word;
    private final boolean frontend;
    private final boolean backend;

    Section(String word, boolean frontend, boolean backend) {
      this.word = word;
      this.frontend = frontend;
      this.backend = backend;
    }
  }

  private final Section section;
  private final String name;
  private final Map<String, Acl> acls = new LinkedHashMap<>();
  private final List<NameReference> references = new ArrayList<>();
  private final List<GroupTest> groupTests = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Integer> captureLengths = new ArrayList<>();
  private int responseCaptures;
  private String file = "";
  private int line;
  private boolean http;
  private String httpFormat;
  private Function<String, LogAlias> aliases = name -> null;
  private PatternReferences patterns = new PatternReferences();

  /**
   * @param section its kind
   * @param name its name, empty where it has none
   */
  public CompileScope(Section section, String name) {
    this.section = section;
    this.name = name;
  }

  /** Sets the line that is compiled next. */
  public CompileScope at(String fileName, int lineNumber) {
    file = fileName;
    line = lineNumber;
    return this;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  /** Tells the section's mode, which log formats depend on; TCP until then. */
  public void http(boolean value) {
    http = value;
  }

  public boolean http() {
    return http;
  }

  /** Notes that the line has a format that tells of HTTP messages. */
  public void noteHttpFormat() {
    httpFormat = file + ":" + line;
  }

  /** The last line with a format that tells of HTTP messages, as FILE:LINE, or null. */
  public String httpFormat() {
    return httpFormat;
  }

  /** Shares the patterns of ACLs and maps with the other sections of its configuration. */
  public void patterns(PatternReferences shared) {
    patterns = shared;
  }

  /** The patterns of ACLs and maps. */
  public PatternReferences patterns() {
    return patterns;
  }

  /** Who uses patterns on this line. */
  public PatternReferences.User user(boolean map) {
    return new PatternReferences.User(map, file, line);
  }

  /** Tells what {@code %name} stands for in log formats; nothing until then. */
  public void aliases(Function<String, LogAlias> known) {
    aliases = known;
  }

  /** Gives what {@code %name} stands for, or null. */
  public Function<String, LogAlias> aliases() {
    return aliases;
  }

  public String name() {
    return name;
  }

  /** {@code frontend}, {@code backend}, {@code proxy} for a listen, as messages say it. */
  public String kind() {
    return section.word;
  }

  public boolean isFrontend() {
    return section.frontend;
  }

  public boolean isBackend() {
    return section.backend;
  }

  public boolean isDefaults() {
    return section == Section.DEFAULTS;
  }

  Acl acl(String aclName) {
    return acls.get(aclName);
  }

  void putAcl(String aclName, Acl acl) {
    acls.put(aclName, acl);
  }

  void refer(NameReference reference) {
    references.add(reference);
  }

  void test(GroupTest groups) {
    groupTests.add(groups);
  }

  /** Forgets what the line mentioned: it was refused, and is not to be told of again. */
  public void forget(String fileName, int lineNumber) {
    String place = fileName + ":" + lineNumber;
    references.removeIf(reference -> reference.place().equals(place));
  }

  /** Adds a warning, without the place it stands at. */
  public void warn(String text) {
    warnings.add(text);
  }

  /** The warnings since the last call. */
  public List<String> takeWarnings() {
    List<String> taken = List.copyOf(warnings);
    warnings.clear();
    return taken;
  }

  /**
   * Reserves a slot for a capture.
   *
   * @return its number, from 0
   */
  public int addCapture(int length) {
    captureLengths.add(length);
    return captureLengths.size() - 1;
  }

  /** The lengths of the capture slots in their order. */
  public List<Integer> captureLengths() {
    return List.copyOf(captureLengths);
  }

  /** Reserves a slot for a capture of the response. */
  public void addResponseCapture() {
    responseCaptures++;
  }

  /** How many capture slots a response of this section has. */
  public int responseCaptureCount() {
    return responseCaptures;
  }

  /** How many capture slots a session of this section needs. */
  public int captureCount() {
    return captureLengths.size();
  }

  /**
   * Looks up the names that were mentioned. To be called when all sections are read.
   *
   * @return what is wrong, in HAProxy's words, each with its place
   */
  public List<String> unresolved(KnownNames known) {
    List<String> problems = new ArrayList<>();
    for (NameReference reference : references) {
      String problem = reference.problem(known);
      if (problem != null) {
        problems.add(problem);
      }
    }
    return problems;
  }

  /**
   * Looks up the groups that {@code http_auth_group} compares with. To be called when all sections
   * are read.
   *
   * @return what is wrong, in HAProxy's words
   */
  public List<String> unknownGroups(KnownNames known) {
    return groupTests.stream().flatMap(test -> test.problems(known, name)).toList();
  }

  /** The servers that arguments name, as {@code backend/server}. */
  public List<String> namedServers() {
    return references.stream()
        .filter(reference -> reference.type() == ArgType.SERVER)
        .map(NameReference::name)
        .toList();
  }

  /** What names the configuration defines. */
  public interface KnownNames {

    /** The section of that name that is a frontend, or else any of that name, or null. */
    Section frontend(String name);

    /** The section of that name that is a backend, or else any of that name, or null. */
    Section backend(String name);

    boolean server(String backend, String server);

    boolean userlist(String name);

    boolean group(String userlist, String name);
  }
}
