using System.Xml.Linq;

namespace Ml.Gan.Cli.Experiments;

/// <summary>What an experiment shows.</summary>
/// <param name="Verdict">The answer in a few sentences, made from the numbers.</param>
/// <param name="Content">Tables and figures for the report.</param>
internal sealed record Findings(string Verdict, IReadOnlyList<XElement> Content);
