# Makes the manual page: copies a template (the second file) and puts the options of `haloom -h` (the first file, or
# - for standard input) in place of its lines @SYNOPSIS@ and @OPTIONS@, and -v version=, -v date= for the same words.
#
#   haloom -h 2>&1 | awk -v version=0.1.0 -v date=2026-01-01 -f manual.awk - haloom.1.in
#
# The options are lines of eight blanks and a dash after the one that begins with "Usage"; several of one line
# stand behind " ; ", and what does not begin with a dash goes on with the option before it. Nothing is left out: a line
# it cannot place is an error.

function escape(text) {
  gsub(/\\/, "\\e", text)
  gsub(/-/, "\\-", text)
  gsub(/'/, "\\(aq", text)
  sub(/^\./, "\\\\\\&.", text)
  return text
}

# The option with its arguments, "-sf/-st [pid ]*", are the first word and those that are in brackets.
function add_option(text,    words, n, i, term, open) {
  n = split(text, words, " ")
  term = words[1]
  for (i = 2; i <= n && (open || words[i] ~ /^[<[]/); i++) {
    term = term " " words[i]
    open = words[i] ~ /^\[[^]]*$/ || open && words[i] !~ /\]/
  }
  text = ""
  for (; i <= n; i++) text = text (text == "" ? "" : " ") words[i]
  options[++count] = ".TP\n.B " escape(term) "\n" escape(text)
}

function add_line(text,    parts, n, i) {
  n = split(text, parts, " ; -")
  add_option(parts[1])
  for (i = 2; i <= n; i++) add_option("-" parts[i])
}

FNR == 1 { file++ }

file == 1 && /^Usage : / { usage = 1; sub(/^Usage : /, ""); synopsis = $0; next }
file == 1 && !usage || file == 1 && /^$/ { next }
file == 1 && /^        -/ { listed = 1; add_line(substr($0, 9)); next }
file == 1 && /^        / && !listed { sub(/^ +/, ""); synopsis = synopsis "\n" $0; next }
file == 1 && /^        / { sub(/^ +/, ""); options[count] = options[count] "\n" escape($0); next }
file == 1 && /^Or : / { sub(/^Or : +/, ""); synopsis = synopsis "\n.br\n" $1 " " $2; next }
file == 1 { print "manual.awk: cannot place: " $0 >"/dev/stderr"; failed = 1; exit 1 }

/^@SYNOPSIS@$/ {
  gsub(/-/, "\\-", synopsis)
  print synopsis
  next
}
/^@OPTIONS@$/ {
  if (count == 0) { print "manual.awk: found no options" >"/dev/stderr"; failed = 1; exit 1 }
  for (i = 1; i <= count; i++) print options[i]
  next
}
{
  gsub(/@VERSION@/, version)
  gsub(/@DATE@/, date)
  print
}
END { if (failed) exit 1 }
