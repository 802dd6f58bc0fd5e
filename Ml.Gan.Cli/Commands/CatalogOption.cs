using System.CommandLine;

namespace Ml.Gan.Cli.Commands;

/// <summary>An option that takes the name of one of the library's parts, as <c>mlgan list</c> shows them; null where it is not given.</summary>
internal sealed class CatalogOption<T> : Option<T?>
    where T : class
{
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="catalog">The parts.</param>
    /// <param name="notice">Is told of a name that a part had formerly.</param>
    public CatalogOption(string name, string description, Catalog<T> catalog, Action<string>? notice = null)
        : base(name)
    {
        Description = description;
        HelpName = "NAME";
        CustomParser = result =>
        {
            try
            {
                return catalog.Parse(result.Tokens[0].Value, notice);
            }
            catch (GanOptionException e)
            {
                result.AddError($"{name}: {e.Message}");
                return null;
            }
        };
    }
}
