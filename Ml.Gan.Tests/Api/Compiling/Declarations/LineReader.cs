using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>Reads a line of an API list from left to right and gives its parts as C# source.</summary>
internal sealed class LineReader(string line)
{
    private const string Terminators = "<>[](){}*+, ";
    private const string Tuple = "System.ValueTuple";

    private int _at;

    public bool AtEnd => _at == line.Length;

    public string Rest => line[_at..];

    /// <summary>Whether <paramref name="text"/> comes next; if so it is read.</summary>
    public bool Take(string text)
    {
        if (!IsNext(text))
            return false;
        _at += text.Length;
        return true;
    }

    public bool IsNext(string text) => string.CompareOrdinal(line, _at, text, 0, text.Length) == 0;

    public void Expect(string text)
    {
        if (!Take(text))
            throw new FormatException($"'{text}' was expected at column {_at + 1} of the line: {line}");
    }

    /// <summary>Reads up to the first of <paramref name="ends"/> that is not inside angle brackets or quotes.</summary>
    public string Until(string ends)
    {
        int start = _at, depth = 0;
        for (char quote = '\0'; _at < line.Length; _at++)
        {
            char c = line[_at];
            if (quote != '\0')
            {
                if (c == '\\')
                    _at++;
                else if (c == quote)
                    quote = '\0';
            }
            else if (depth == 0 && ends.Contains(c, StringComparison.Ordinal))
            {
                break;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else
            {
                depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            }
        }
        return line[start.._at];
    }

    /// <summary>Reads the name of a member or parameter.</summary>
    public string Name() => Escape(Word());

    /// <summary>Reads a type; tuples become tuples, and names start at the global namespace.</summary>
    public string Type()
    {
        var text = new StringBuilder();
        string word = Word();
        if (word == Tuple && TupleElements() is { } elements)
            text.Append(elements);
        else
            text.Append(word == "System.Void" ? "void" : Qualify(word)).Append(TypeArguments());
        while (Take("+"))
            text.Append('.').Append(Escape(Word())).Append(TypeArguments());
        return text.Append(Suffixes()).ToString();
    }

    /// <summary>Reads the type of a value, which may be returned by reference.</summary>
    public string ReturnType() => (Take("ref readonly ") ? "ref readonly " : Take("ref ") ? "ref " : "") + Type();

    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>Names without a namespace are type parameters.</summary>
    private static string Qualify(string name)
    {
        string[] parts = [.. name.Split('.').Select(Escape)];
        return parts.Length == 1 ? parts[0] : "global::" + string.Join('.', parts);
    }

    private string Word()
    {
        int start = _at;
        while (_at < line.Length && !Terminators.Contains(line[_at], StringComparison.Ordinal))
            _at++;
        return line[start.._at];
    }

    /// <summary>The elements of a tuple; null, and nothing read, where it has only one, which has no syntax.</summary>
    private string? TupleElements()
    {
        int start = _at;
        var elements = new List<string>();
        for (Expect("<"); ; Expect(","))
        {
            string type = Type();
            elements.Add(Take(" ") ? $"{type} {Name()}" : type);
            if (Take(">"))
                break;
        }
        if (elements.Count > 1)
            return $"({string.Join(", ", elements)})";
        _at = start;
        return null;
    }

    private string TypeArguments()
    {
        if (!Take("<"))
            return "";
        var arguments = new List<string> { Type() };
        while (Take(","))
            arguments.Add(Type());
        Expect(">");
        return $"<{string.Join(", ", arguments)}>";
    }

    /// <summary>The lists write the innermost array first, C# writes it last.</summary>
    private string Suffixes()
    {
        string stars = "", ranks = "";
        while (Take("*"))
            stars += "*";
        while (IsNext("[") && line.IndexOf(']', _at) is var end && line[(_at + 1)..end].All(c => c == ','))
        {
            ranks = line[_at..(end + 1)] + ranks;
            _at = end + 1;
        }
        return stars + ranks;
    }
}
