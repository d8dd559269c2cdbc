package io.haloom.sample.compile;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Condition;
import io.haloom.sample.Outcome;
import io.haloom.sample.SampleContext;
import io.haloom.sample.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Compiles {@code if} and {@code unless} clauses (configuration manual, section 7.2): terms that
 * must all hold, groups of them separated by {@code or} or {@code ||}, {@code !} before a term, and
 * anonymous ACLs between braces.
 */
public final class ConditionParser {
  private final CompileScope scope;

  public ConditionParser(CompileScope scope) {
    this.scope = scope;
  }

  /**
   * Compiles a clause.
   *
   * @param words the clause from {@code if} or {@code unless} on
   * @throws CompileException with HAProxy's message
   */
  public Compiled parse(List<String> words) throws CompileException {
    String first = words.isEmpty() ? "" : words.getFirst();
    if (!first.equals("if") && !first.equals("unless")) {
      throw new CompileException("conditions must start with either 'if' or 'unless'", 0);
    }
    List<List<Term>> groups = new ArrayList<>();
    List<Term> group = null;
    boolean negated = false;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      int marks = 0;
      while (marks < word.length() && word.charAt(marks) == '!') {
        marks++;
      }
      negated ^= marks % 2 == 1;
      word = word.substring(marks);
      if (word.isEmpty()) {
        continue;
      }
      if (word.equalsIgnoreCase("or") || word.equals("||")) {
        group = null;
        negated = false;
        continue;
      }
      if (group == null) {
        group = new ArrayList<>();
        groups.add(group);
      }
      int end = word.equals("{") ? closingBrace(words, i) : i;
      Acl acl = end > i ? braced(words.subList(i + 1, end)) : named(word, i);
      group.add(new Term(acl, negated));
      negated = false;
      i = end;
    }
    return new Compiled(groups, first.equals("unless"));
  }

  private static int closingBrace(List<String> words, int open) throws CompileException {
    for (int i = open + 1; i < words.size(); i++) {
      if (words.get(i).equals("}")) {
        return i;
      }
    }
    throw new CompileException("missing closing '}' in condition", open);
  }

  private Acl braced(List<String> words) throws CompileException {
    return new AclParser(scope).anonymous("", words);
  }

  private Acl named(String name, int index) throws CompileException {
    Acl acl = scope.acl(name);
    if (acl != null) {
      return acl;
    }
    List<String> predefined = AclWords.predefined(name);
    if (predefined == null) {
      throw new CompileException("no such ACL : '" + name + "'", index);
    }
    acl = new AclParser(scope).anonymous(name, predefined);
    scope.putAcl(name, acl);
    return acl;
  }

  private record Term(Acl acl, boolean negated) {}

  /** A clause, and where its parts may be used. */
  public static final class Compiled implements Condition {
    private final Term[][] groups;
    private final boolean unless;

    private Compiled(List<List<Term>> groups, boolean unless) {
      this.groups = groups.stream().map(g -> g.toArray(Term[]::new)).toArray(Term[][]::new);
      this.unless = unless;
    }

    @Override
    public boolean test(SampleContext context) {
      return (groupsOutcome(context) == Outcome.PASS) != unless;
    }

    @Override
    public Outcome evaluate(SampleContext context) {
      Outcome outcome = groupsOutcome(context);
      return unless ? outcome.negated() : outcome;
    }

    private Outcome groupsOutcome(SampleContext context) {
      Outcome outcome = Outcome.FAIL;
      for (Term[] group : groups) {
        outcome = outcome.or(groupOutcome(group, context));
        if (outcome == Outcome.PASS) {
          break;
        }
      }
      return outcome;
    }

    private static Outcome groupOutcome(Term[] group, SampleContext context) {
      for (Term term : group) {
        Outcome outcome = term.acl.evaluate(context);
        if (term.negated) {
          outcome = outcome.negated();
        }
        if (outcome != Outcome.PASS) {
          return outcome;
        }
      }
      return Outcome.PASS;
    }

    /** Whether any ACL in it looks at something of these sources. */
    public boolean uses(Set<Source> sources) {
      for (Term[] group : groups) {
        for (Term term : group) {
          if (term.acl.uses(sources)) {
            return true;
          }
        }
      }
      return false;
    }

    /**
     * HAProxy's warning where an ACL cannot work at the given places, or null.
     *
     * @param rule the rule's words: {@code tcp-request content}; null for switching rules
     */
    public String misplaced(Set<Checkpoint> places, String rule) {
      String where = "'" + EnumSet.copyOf(places).iterator().next().phrase() + "'";
      for (Term[] group : groups) {
        for (Term term : group) {
          if (Collections.disjoint(term.acl.places(), places)) {
            return neverMatches(term.acl, rule, where);
          }
        }
      }
      for (Term[] group : groups) {
        for (Term term : group) {
          String word = term.acl.wordMisplacedAt(places);
          if (word != null) {
            String who =
                term.acl.name().isEmpty() ? "anonymous acl" : "acl '" + term.acl.name() + "'";
            return who + " involves keyword '" + word + "' which is incompatible with " + where;
          }
        }
      }
      return null;
    }

    private static String neverMatches(Acl acl, String rule, String where) {
      String in = rule == null ? "" : " in '" + rule + "'";
      return acl.name().isEmpty()
          ? "anonymous acl will never match"
              + in
              + " because it uses keyword '"
              + acl.firstWord()
              + "' which is incompatible with "
              + where
          : "acl '"
              + acl.name()
              + "' will never match"
              + in
              + " because it only involves keywords that are incompatible with "
              + where;
    }
  }
}
