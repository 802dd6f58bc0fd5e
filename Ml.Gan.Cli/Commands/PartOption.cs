using System.CommandLine;
using Ml.Gan.Catalogs;

namespace Ml.Gan.Cli.Commands;

/// <summary>An option that takes the name of one of the library's parts, with its argument behind a colon where it takes one.</summary>
internal sealed class PartOption<T> : Option<T?>
    where T : class
{
    public PartOption(string name, string description, Catalog<T> catalog, string? preset = null)
        : base(name)
    {
        Description = $"{description} {string.Join(", ", catalog.Entries.Select(entry => entry.Argument is null ? entry.Name : $"{entry.Name}[:X]"))}."
            + (preset is null ? "" : $" Default {preset}.");
        HelpName = "NAME";
        CustomParser = result =>
        {
            try
            {
                return catalog.Parse(result.Tokens[0].Value);
            }
            catch (GanOptionException refusal)
            {
                result.AddError($"{name}: {refusal.Message}");
                return null;
            }
        };
    }
}
