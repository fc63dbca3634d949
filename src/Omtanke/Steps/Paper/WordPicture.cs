using System.Globalization;
using System.Xml.Linq;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Omtanke.Steps;

/// <summary>A drawing in a Word document. It is there once, as SVG: Word since 2016 and LibreOffice both show it, and nothing is needed to turn it into dots.</summary>
static class WordPicture
{
    const int Millimetre = 36_000, Widest = 165;

    /// <summary>The drawing with its size written on it, and the size on paper in Word's own measure.</summary>
    internal static (string Svg, long Wide, long High) Sized(string svg, int highest)
    {
        var root = XElement.Parse(svg);
        var box = ((string?)root.Attribute("viewBox") ?? "0 0 100 100").Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList();
        var scale = Math.Min(Widest / box[2], highest / box[3]);
        root.SetAttributeValue("width", box[2].ToString("0.##", CultureInfo.InvariantCulture));
        root.SetAttributeValue("height", box[3].ToString("0.##", CultureInfo.InvariantCulture));
        return (root.ToString(SaveOptions.DisableFormatting), (long)(box[2] * scale * Millimetre), (long)(box[3] * scale * Millimetre));
    }

    /// <summary>Where it stands in a line of the document.</summary>
    internal static W.Drawing Of(string part, int number, string told, long wide, long high)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{number}");
        return new W.Drawing($"""
            <w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>{Named("wp:docPr", name, told)}<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>{Named("pic:cNvPr", name, told)}<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{part}"><a:extLst><a:ext uri="{SvgPart}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{part}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>
            """);
    }

    // The names Microsoft gave to: this picture is SVG, and this picture only decorates.
    const string SvgPart = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}", Decorative = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}";

    static string Named(string element, string number, string told) => told.Length > 0
        ? new XElement("x", new XAttribute("id", number), new XAttribute("name", $"Picture {number}"), new XAttribute("descr", Lettering.Writable(told))).ToString(SaveOptions.DisableFormatting).Replace("<x ", $"<{element} ", StringComparison.Ordinal)
        : $"""<{element} id="{number}" name="Picture {number}" descr=""><a:extLst><a:ext uri="{Decorative}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></{element}>""";
}
