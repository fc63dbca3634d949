using System.Globalization;

namespace Omtanke.Steps;

/// <summary>How our Word documents look: real heading styles, so that whoever listens to one finds the way; the language said, so that it is read aloud rightly.</summary>
static class WordStyles
{
    internal static string In(CultureInfo culture) =>
        $$"""
        <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
          <w:docDefaults>
            <w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{{culture.Name}}" w:eastAsia="{{culture.Name}}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
            <w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault>
          </w:docDefaults>
          <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
          <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
          <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
          {{Heading("Title", "Title", "", size: 40, before: 0, after: 120)}}
          {{Heading("Heading1", "heading 1", "<w:outlineLvl w:val=\"0\"/>", size: 28, before: 320, after: 80)}}
          {{Heading("Heading2", "heading 2", "<w:outlineLvl w:val=\"1\"/>", size: 24, before: 240, after: 60)}}
          {{Heading("Heading3", "heading 3", "<w:outlineLvl w:val=\"2\"/>", size: 22, before: 200, after: 60)}}
          <w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="40"/></w:pPr><w:rPr><w:color w:val="0F5A5E"/></w:rPr></w:style>
          <w:style w:type="paragraph" w:styleId="Help"><w:name w:val="Help"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="80"/></w:pPr><w:rPr><w:color w:val="495859"/></w:rPr></w:style>
          <w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="240"/></w:pPr><w:rPr><w:color w:val="495859"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>
          <w:style w:type="paragraph" w:styleId="Label"><w:name w:val="Label"/><w:basedOn w:val="Normal"/><w:next w:val="Writing"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="200" w:after="60"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
          <w:style w:type="paragraph" w:styleId="Choice"><w:name w:val="Choice"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepLines/><w:spacing w:after="80"/><w:ind w:left="425" w:hanging="425"/></w:pPr></w:style>
          <w:style w:type="paragraph" w:styleId="Writing"><w:name w:val="Writing"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="6B7A78"/><w:left w:val="single" w:sz="6" w:space="6" w:color="6B7A78"/><w:bottom w:val="single" w:sz="6" w:space="4" w:color="6B7A78"/><w:right w:val="single" w:sz="6" w:space="6" w:color="6B7A78"/></w:pBdr><w:spacing w:after="0"/><w:ind w:left="142" w:right="142"/></w:pPr></w:style>
          <w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="60" w:after="60"/></w:pPr></w:style>
          <w:style w:type="paragraph" w:styleId="CellHead"><w:name w:val="Cell Head"/><w:basedOn w:val="Cell"/><w:qFormat/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
          <w:style w:type="paragraph" w:styleId="Card"><w:name w:val="Card"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepLines/><w:spacing w:after="0"/><w:ind w:left="284" w:right="284"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr></w:style>
          <w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs><w:spacing w:after="0"/></w:pPr><w:rPr><w:color w:val="495859"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>
          <w:style w:type="table" w:styleId="Lined"><w:name w:val="Lined"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="1B2A2C"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="6B7A78"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="6B7A78"/></w:tblBorders></w:tblPr></w:style>
          <w:style w:type="table" w:styleId="Boxed"><w:name w:val="Boxed"/><w:basedOn w:val="Lined"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="1B2A2C"/><w:left w:val="single" w:sz="6" w:space="0" w:color="6B7A78"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="6B7A78"/><w:right w:val="single" w:sz="6" w:space="0" w:color="6B7A78"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="6B7A78"/><w:insideV w:val="single" w:sz="6" w:space="0" w:color="6B7A78"/></w:tblBorders></w:tblPr></w:style>
          <w:style w:type="table" w:styleId="Cut"><w:name w:val="Cut"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="dashed" w:sz="6" w:space="0" w:color="6B7A78"/><w:left w:val="dashed" w:sz="6" w:space="0" w:color="6B7A78"/><w:bottom w:val="dashed" w:sz="6" w:space="0" w:color="6B7A78"/><w:right w:val="dashed" w:sz="6" w:space="0" w:color="6B7A78"/><w:insideH w:val="dashed" w:sz="6" w:space="0" w:color="6B7A78"/><w:insideV w:val="dashed" w:sz="6" w:space="0" w:color="6B7A78"/></w:tblBorders></w:tblPr></w:style>
        </w:styles>
        """;

    private static string Heading(string id, string name, string outline, int size, int before, int after) =>
        $"""<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"/>{outline}</w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val="0A4044"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>""";
}
