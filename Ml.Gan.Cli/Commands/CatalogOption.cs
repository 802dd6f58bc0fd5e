using System.CommandLine;
using Ml.Gan.Catalogs;

namespace Ml.Gan.Cli.Commands;

/// <summary>An option that takes the name of one of the library's parts, as <c>mlgan list</c> shows them; null where it is not given.</summary>
internal sealed class CatalogOption<T> : Option<T?>
    where T : class
{
    public CatalogOption(string name, string description, Catalog<T> catalog)
        : base(name)
    {
        Description = description;
        HelpName = "NAME";
        CustomParser = result =>
        {
            try
            {
                return catalog.Parse(result.Tokens[0].Value);
            }
            catch (GanOptionException e)
            {
                result.AddError($"{name}: {e.Message}");
                return null;
            }
        };
    }
}
