using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ml.Gan.Cli.Commands;

/// <summary>
/// An option that takes the name of one of the library's parts, as <c>mlgan list</c> shows them; null where it is not
/// given.
/// </summary>
internal sealed class CatalogOption<T> : Option<T?>
    where T : class
{
    private readonly Catalog<T> _catalog;

    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="catalog">The parts.</param>
    /// <param name="notice">Is told of a name that a part had formerly. Default null: nobody is.</param>
    public CatalogOption(string name, string description, Catalog<T> catalog, Action<string>? notice = null)
        : base(name)
    {
        _catalog = catalog;
        Description = description;
        HelpName = "NAME";
        CustomParser = result =>
        {
            var part = Parse(result.Tokens[0].Value, notice, out string? problem);
            if (problem is not null)
                result.AddError($"{name}: {problem}");
            return part;
        };
    }

    /// <summary>
    /// The part that a line names, for validators, which run where the name can't be read too; null for none, or none
    /// that there is.
    /// </summary>
    public T? Find(CommandResult line) =>
        line.GetResult(this) is { Tokens: [var token, ..] } ? Parse(token.Value, null, out _) : null;

    private T? Parse(string text, Action<string>? notice, out string? problem)
    {
        problem = null;
        try
        {
            return _catalog.Parse(text, notice);
        }
        catch (GanOptionException e)
        {
            problem = e.Message;
            return null;
        }
    }
}
