using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts;

namespace Ml.Gan.Cli.Experiments.Reports;

/// <summary>
/// Frames that take turns, with a button, a slider and a label. Without its script a page shows the last frame and no controls.
/// </summary>
internal static class AnimationPlayer
{
    public static XElement Of(Chart animated) => Create(animated.Title, animated.ToSvg());

    public static XElement Of(string title, IReadOnlyList<Picture> pictures) => Create(
        title,
        new XElement("div", pictures.Select((picture, i) =>
        {
            var image = picture.ToHtml();
            image.Add(
                new XAttribute("class", i == pictures.Count - 1 ? "frame current" : "frame"), new XAttribute("data-label", picture.Label));
            return image;
        })));

    private static XElement Create(string title, XElement frames) => new("div",
        new XAttribute("class", "player"),
        frames,
        new XElement("div",
            new XAttribute("class", "controls"),
            new XAttribute("hidden", "hidden"),
            new XElement("button", new XAttribute("type", "button"), "Play"),
            new XElement("input",
                new XAttribute("type", "range"), new XAttribute("min", 0), new XAttribute("aria-label", $"Frame of: {title}")),
            new XElement("output", "")));
}
